/** Gleaner: the recovery console for interrupted Harvester upgrades. */
@NullMarked
package io.gleaner;

import org.jspecify.annotations.NullMarked;
