/** Start-up, image, repository and preload (catalogue P). */
@NullMarked
package io.gleaner.analysis.rules.start;

import org.jspecify.annotations.NullMarked;
