package io.gleaner.source.bundle;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a scalar without quotes means. Everything is a string first, so that times, {@code 0123} and {@code 12:30:45} stay what
 * they are; what Go's encoder leaves bare and is none are nulls, booleans and numbers.
 */
final class PlainWord {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int SURE_DIGITS = 18;

    private PlainWord() {}

    static JsonNode resolve(String word) {
        if (word.isEmpty()) {
            return NODES.nullNode();
        }
        char first = word.charAt(0);
        if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
            JsonNode number = number(word);
            if (number != null) {
                return number;
            }
        }
        return switch (word) {
            case "null", "~", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            default -> NODES.stringNode(word);
        };
    }

    /** As YAML 1.1 in Go has it: an exponent has a sign, an integer no leading zero. */
    private static @Nullable JsonNode number(String word) {
        int at = word.charAt(0) == '-' || word.charAt(0) == '+' ? 1 : 0;
        int digits = digits(word, at);
        if (digits > 1 && word.charAt(at) == '0') {
            return null;
        }
        int next = at + digits;
        if (digits > 0 && next == word.length()) {
            return digits <= SURE_DIGITS
                    ? NODES.numberNode(Long.parseLong(word))
                    : NODES.numberNode(new BigInteger(word));
        }
        int fraction = 0;
        if (next < word.length() && word.charAt(next) == '.') {
            fraction = digits(word, next + 1);
            if (fraction == 0) {
                return null;
            }
            next += 1 + fraction;
        }
        boolean isNumber = digits + fraction > 0 && (next == word.length() || isExponent(word, next));
        return isNumber ? NODES.numberNode(Double.parseDouble(word)) : null;
    }

    private static boolean isExponent(String word, int at) {
        return (word.charAt(at) == 'e' || word.charAt(at) == 'E')
                && at + 2 < word.length()
                && (word.charAt(at + 1) == '+' || word.charAt(at + 1) == '-')
                && at + 2 + digits(word, at + 2) == word.length();
    }

    private static int digits(String word, int from) {
        int at = from;
        while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
