/** What must be in order before an upgrade starts: the webhook's checks, the vendor's script, and what both leave out. */
@NullMarked
package io.gleaner.analysis.precheck;

import org.jspecify.annotations.NullMarked;
