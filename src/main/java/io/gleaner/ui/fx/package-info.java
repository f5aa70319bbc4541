/** Threads: the one way onto the FX thread, and off it. */
@NullMarked
package io.gleaner.ui.fx;

import org.jspecify.annotations.NullMarked;
