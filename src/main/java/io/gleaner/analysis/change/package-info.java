/** What changed between two pictures of a cluster: by finding and by object. */
@NullMarked
package io.gleaner.analysis.change;

import org.jspecify.annotations.NullMarked;
