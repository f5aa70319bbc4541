/** Checks of the sources themselves. */
package io.gleaner.build;
