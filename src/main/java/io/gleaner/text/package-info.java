/** Words: turns text keys into sentences, in English and 简体中文. */
@NullMarked
package io.gleaner.text;

import org.jspecify.annotations.NullMarked;
