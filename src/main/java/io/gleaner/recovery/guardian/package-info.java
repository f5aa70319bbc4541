/** Automatic resume, for those who want it: the controller behaviour that old Harvester versions lack. */
@NullMarked
package io.gleaner.recovery.guardian;

import org.jspecify.annotations.NullMarked;
