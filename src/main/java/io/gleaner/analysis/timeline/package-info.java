/** What happened when in an upgrade, what is normal meanwhile, and when it should be over. */
@NullMarked
package io.gleaner.analysis.timeline;

import org.jspecify.annotations.NullMarked;
