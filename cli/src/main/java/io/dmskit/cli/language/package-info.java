/** What the verbs of the language share: documents told apart, findings, changes and plans as lines, JSON, SARIF and HTML. */
@NullMarked
package io.dmskit.cli.language;

import org.jspecify.annotations.NullMarked;
