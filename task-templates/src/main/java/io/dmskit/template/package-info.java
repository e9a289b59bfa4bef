/** Ready migrations, with the writers that keep their databases busy in a rehearsal and the checks of what must hold afterwards. */
@NullMarked
package io.dmskit.template;

import org.jspecify.annotations.NullMarked;
