/** The words of the window: language, times, sentences. */
@NullMarked
package io.gleaner.ui.words;

import org.jspecify.annotations.NullMarked;
