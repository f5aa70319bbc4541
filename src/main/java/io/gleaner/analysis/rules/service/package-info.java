/** System services, phase 3 (catalogue S). */
@NullMarked
package io.gleaner.analysis.rules.service;

import org.jspecify.annotations.NullMarked;
