/** Light and dark, and the style classes of our stylesheet. */
@NullMarked
package io.gleaner.ui.theme;

import org.jspecify.annotations.NullMarked;
