/** The window. */
@NullMarked
package io.gleaner.ui;

import org.jspecify.annotations.NullMarked;
