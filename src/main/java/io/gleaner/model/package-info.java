/** What a cluster says: immutable facts in the field's own words, with the JDK alone. */
@NullMarked
package io.gleaner.model;

import org.jspecify.annotations.NullMarked;
