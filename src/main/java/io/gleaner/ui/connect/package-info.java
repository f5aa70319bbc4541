/** The connect screen: clusters to open and incidents to practise on. */
@NullMarked
package io.gleaner.ui.connect;

import org.jspecify.annotations.NullMarked;
