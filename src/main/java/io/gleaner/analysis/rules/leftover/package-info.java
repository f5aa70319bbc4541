/** What an upgrade that ended left behind. */
@NullMarked
package io.gleaner.analysis.rules.leftover;

import org.jspecify.annotations.NullMarked;
