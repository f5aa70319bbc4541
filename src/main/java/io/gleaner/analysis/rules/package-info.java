/** The catalogue of known failures: one rule, one place. */
@NullMarked
package io.gleaner.analysis.rules;

import org.jspecify.annotations.NullMarked;
