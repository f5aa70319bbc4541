/** Controls that every screen shares. */
@NullMarked
package io.gleaner.ui.widget;

import org.jspecify.annotations.NullMarked;
