/** The terminal: picocli commands, exit codes, prompts. */
@NullMarked
package io.gleaner.cli;

import org.jspecify.annotations.NullMarked;
