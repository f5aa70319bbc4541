package io.gleaner.source.bundle;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes objects as support-bundle-kit does: JSON text, three blind replacements in it, numbers through a float, then the YAML of
 * Go's yaml.v2 with sorted keys, sequences that are not indented, and lines folded at 80 columns.
 */
final class BundleEncoder {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WIDTH = 80;
    private static final int LONGEST_SIMPLE_KEY = 128;
    private static final Pattern NULL_MEMBER = Pattern.compile("(\"[a-zA-Z]+\":)(null,)");
    private static final Pattern QUOTED_NULL_MEMBER = Pattern.compile("(\\\\\"[a-zA-Z]+\\\\\":)(null,)");
    private static final Pattern OTHER_THAN_STRING =
            Pattern.compile("|~|null|Null|NULL|y|Y|n|N|<<|=|(?i:yes|no|on|off|true|false)|[-+]?\\.(?i:inf)|\\.(?i:nan)"
                    + "|[-+]?[0-9][0-9_]*|[-+]?[0-9]*\\.?[0-9]+([eE][-+][0-9]+)?|0[xb][0-9a-fA-F_]+|[-+]?[0-9][0-9_:]*:[0-9.:]*"
                    + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

    private final StringBuilder out = new StringBuilder();
    private int column;

    private BundleEncoder() {}

    /** A file of a bundle. */
    static String list(List<ObjectNode> objects) {
        ObjectNode list = JSON.createObjectNode();
        list.putArray("items").addAll(objects);
        list.putObject("metadata").put("continue", "").put("resourceVersion", "4711");
        ObjectNode damaged = (ObjectNode) JSON.readTree(damaged(list.toString()));
        damaged.put("kind", "List").put("apiVersion", "v1");
        BundleEncoder encoder = new BundleEncoder();
        encoder.mapping(damaged, 0);
        return encoder.out.toString();
    }

    static String damaged(String json) {
        String text = NULL_MEMBER.matcher(json).replaceAll("$1\"null\",");
        text = QUOTED_NULL_MEMBER.matcher(text).replaceAll("$1\\\\\"null\\\\\",");
        return text.replace("\"\"", "\"null\"");
    }

    private void mapping(JsonNode node, int indent) {
        boolean[] isFirst = {true};
        new TreeMap<>(fields(node)).forEach((key, value) -> {
            if (!isFirst[0]) {
                indent(indent);
            }
            isFirst[0] = false;
            if (key.length() > LONGEST_SIMPLE_KEY) {
                write("? ");
                text(key, indent + 2, true);
                newLine();
                indent(indent);
                write(":");
            } else {
                text(key, indent + 2, false);
                write(":");
            }
            value(value, indent);
        });
    }

    private static java.util.Map<String, JsonNode> fields(JsonNode node) {
        java.util.Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private void value(JsonNode value, int indent) {
        if (value.isObject() && !value.isEmpty()) {
            newLine();
            indent(indent + 2);
            mapping(value, indent + 2);
        } else if (value.isArray() && !value.isEmpty()) {
            newLine();
            sequence(value, indent);
        } else {
            write(" ");
            scalar(value, indent + 2);
            newLine();
        }
    }

    private void sequence(JsonNode array, int indent) {
        boolean isFirst = true;
        for (JsonNode item : array) {
            // A nested sequence begins on the line of its parent.
            if (!isFirst || column == 0) {
                indent(indent);
            }
            isFirst = false;
            write("- ");
            if (item.isObject() && !item.isEmpty()) {
                mapping(item, indent + 2);
            } else if (item.isArray() && !item.isEmpty()) {
                sequence(item, indent + 2);
            } else {
                scalar(item, indent + 2);
                newLine();
            }
        }
    }

    private void scalar(JsonNode value, int indent) {
        switch (value.getNodeType()) {
            case OBJECT -> write("{}");
            case ARRAY -> write("[]");
            case NULL -> write("null");
            case BOOLEAN -> write(value.asString());
            case NUMBER -> write(number(value.doubleValue()));
            default -> text(value.stringValue(), indent, true);
        }
    }

    /** Go's {@code %g} with the fewest digits. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return digits.toPlainString();
        }
        String unscaled = digits.unscaledValue().abs().toString();
        String mantissa = unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private void text(String text, int indent, boolean mayBreak) {
        boolean hasSpecial = text.codePoints().anyMatch(BundleEncoder::isSpecial);
        boolean hasBreak = text.indexOf('\n') >= 0;
        boolean hasSpaceAtBreak = text.contains(" \n");
        boolean hasSpaceAtEdge = text.startsWith(" ") || text.endsWith(" ");
        if (mayBreak && hasBreak && !hasSpecial && !hasSpaceAtBreak && !text.endsWith(" ")) {
            literal(text, indent);
        } else if (OTHER_THAN_STRING.matcher(text).matches() || hasBreak || hasSpecial || hasSpaceAtBreak) {
            doubleQuoted(text, indent, mayBreak);
        } else if (!hasSpaceAtEdge && isPlain(text)) {
            plain(text, indent, mayBreak);
        } else {
            singleQuoted(text, indent, mayBreak);
        }
    }

    private static boolean isSpecial(int character) {
        return character != '\n'
                && (Character.isISOControl(character)
                        || character == 0xFEFF
                        || character == 0x2028
                        || character == 0x2029
                        || (character >= 0xD800 && character < 0xE000)
                        || character > 0xFFFF);
    }

    private static boolean isPlain(String text) {
        if (text.startsWith("---") || text.startsWith("...")) {
            return false;
        }
        char first = text.charAt(0);
        boolean isFollowedBySpace = text.length() == 1 || text.charAt(1) == ' ';
        if ("#,[]{}&*!|>'\"%@`".indexOf(first) >= 0 || ("-?:".indexOf(first) >= 0 && isFollowedBySpace)) {
            return false;
        }
        return !text.contains(": ") && !text.endsWith(":") && !text.contains(" #");
    }

    private void plain(String text, int indent, boolean mayBreak) {
        boolean wasSpace = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean isSpace = each == ' ';
            if (isSpace && mayBreak && !wasSpace && column > WIDTH && text.charAt(i + 1) != ' ') {
                newLine();
                indent(indent);
            } else {
                write(each);
            }
            wasSpace = isSpace;
        }
    }

    private void singleQuoted(String text, int indent, boolean mayBreak) {
        write("'");
        boolean wasSpace = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean isSpace = each == ' ';
            if (isSpace
                    && mayBreak
                    && !wasSpace
                    && column > WIDTH
                    && i > 0
                    && i < text.length() - 1
                    && text.charAt(i + 1) != ' ') {
                newLine();
                indent(indent);
            } else {
                write(each);
                if (each == '\'') {
                    write("'");
                }
            }
            wasSpace = isSpace;
        }
        write("'");
    }

    private void doubleQuoted(String text, int indent, boolean mayBreak) {
        write("\"");
        boolean wasSpace = false;
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int each = characters[i];
            boolean isSpace = each == ' ';
            if (isSpace && mayBreak && !wasSpace && column > WIDTH && i > 0 && i < characters.length - 1) {
                newLine();
                indent(indent);
                if (characters[i + 1] == ' ') {
                    write("\\");
                }
            } else {
                write(escaped(each));
            }
            wasSpace = isSpace;
        }
        write("\"");
    }

    private static String escaped(int character) {
        return switch (character) {
            case 0 -> "\\0";
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> {
                if (!isSpecial(character)) {
                    yield Character.toString(character);
                }
                yield character <= 0xFF
                        ? "\\x%02X".formatted(character)
                        : character <= 0xFFFF ? "\\u%04X".formatted(character) : "\\U%08X".formatted(character);
            }
        };
    }

    private void literal(String text, int indent) {
        write("|");
        if (text.startsWith(" ") || text.startsWith("\n")) {
            write("2");
        }
        if (!text.endsWith("\n")) {
            write("-");
        } else if (text.length() == 1 || text.endsWith("\n\n")) {
            write("+");
        }
        String[] lines = (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1);
        for (String line : lines) {
            newLine();
            if (!line.isEmpty()) {
                indent(indent);
                write(line);
            }
        }
    }

    private void newLine() {
        out.append('\n');
        column = 0;
    }

    private void indent(int spaces) {
        out.repeat(' ', spaces);
        column = spaces;
    }

    private void write(char character) {
        out.append(character);
        column++;
    }

    private void write(String text) {
        out.append(text);
        column += text.length();
    }
}
