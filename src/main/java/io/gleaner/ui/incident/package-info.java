/** The incident screen: what an assessment says, in the order of the five questions. */
@NullMarked
package io.gleaner.ui.incident;

import org.jspecify.annotations.NullMarked;
