/** The recovery flow: review, preview, run, result. */
@NullMarked
package io.gleaner.ui.recovery;

import org.jspecify.annotations.NullMarked;
