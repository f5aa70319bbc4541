/** Plans, guards, the executor that is the only writer, the journal and undo. */
@NullMarked
package io.gleaner.recovery;

import org.jspecify.annotations.NullMarked;
