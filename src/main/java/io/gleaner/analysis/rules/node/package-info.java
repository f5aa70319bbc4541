/** Nodes, phase 4 (catalogue N). */
@NullMarked
package io.gleaner.analysis.rules.node;

import org.jspecify.annotations.NullMarked;
