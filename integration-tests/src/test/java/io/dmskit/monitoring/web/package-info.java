@NullMarked
package io.dmskit.monitoring.web;

import org.jspecify.annotations.NullMarked;
