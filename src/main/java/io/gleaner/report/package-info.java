/** The assessment for readers outside the window: JSON and text. */
@NullMarked
package io.gleaner.report;

import org.jspecify.annotations.NullMarked;
