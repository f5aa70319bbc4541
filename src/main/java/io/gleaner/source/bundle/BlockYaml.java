package io.gleaner.source.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one item of a list in the part of YAML that Go's encoder writes: block style, no anchors, no tags, no comments. It does
 * so many times faster than a general parser and can pass over what is not wanted. What it does not know it leaves to one.
 */
final class BlockYaml {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 200;
    private static final int BLANK = -1;

    private final byte[] text;
    private final LeftOutFields leftOut;
    private final int[] starts;
    private final int[] ends;
    private final int[] indents;
    private final int count;
    private int line;
    private int depth;
    // Just after a quoted scalar.
    private int afterQuote;

    /** Something that the encoder does not write. */
    private static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusual() {
            super(null, null, false, false);
        }
    }

    private BlockYaml(Item item, LeftOutFields leftOut) {
        this.text = item.text();
        this.leftOut = leftOut;
        this.starts = item.starts();
        this.count = item.count();
        this.ends = new int[count];
        this.indents = new int[count];
        for (int i = 0; i < count; i++) {
            int end = item.end(i);
            int content = starts[i];
            while (content < end && text[content] == ' ') {
                content++;
            }
            ends[i] = end;
            indents[i] = content == end ? BLANK : content - starts[i];
        }
    }

    /** @return the item, without the fields left out; empty when it is written in another way */
    static Optional<ObjectNode> read(Item item, LeftOutFields leftOut) {
        try {
            return Optional.of(new BlockYaml(item, leftOut).item());
        } catch (Unusual | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private ObjectNode item() {
        if (count == 0 || !isDash(0)) {
            throw new Unusual();
        }
        // "- key:" is a mapping whose first line is not indented.
        indents[0] = 2;
        ObjectNode item = mapping(2, "");
        if (line < count) {
            throw new Unusual();
        }
        return item;
    }

    private boolean isDash(int at) {
        int content = starts[at] + Math.max(0, indents[at]);
        return text[content] == '-' && (content + 1 == ends[at] || text[content + 1] == ' ');
    }

    private void toContent() {
        while (line < count && indents[line] == BLANK) {
            line++;
        }
    }

    private ObjectNode mapping(int indent, String path) {
        if (++depth > DEEPEST) {
            throw new Unusual();
        }
        ObjectNode node = NODES.objectNode();
        while (true) {
            int at = starts[line] + indent;
            int colon = endOfKey(at, ends[line]);
            String key = key(at, colon);
            String below = depth <= LeftOutFields.DEEPEST ? path.isEmpty() ? key : path + "." + key : "";
            int value = afterSpaces(colon + 1, ends[line]);
            if (leftOut.contains(below)) {
                passOver(indent);
            } else {
                node.set(key, value(indent, value, below));
            }
            toContent();
            if (line >= count || indents[line] < indent) {
                depth--;
                return node;
            }
            if (indents[line] > indent || isDash(line)) {
                throw new Unusual();
            }
        }
    }

    private void passOver(int indent) {
        line++;
        while (line < count
                && (indents[line] == BLANK || indents[line] > indent || (indents[line] == indent && isDash(line)))) {
            line++;
        }
    }

    private ArrayNode sequence(int indent, String path) {
        if (++depth > DEEPEST) {
            throw new Unusual();
        }
        ArrayNode node = NODES.arrayNode();
        while (line < count && indents[line] == indent && isDash(line)) {
            int content = afterSpaces(starts[line] + indent + 1, ends[line]);
            int column = content - starts[line];
            if (content == ends[line]) {
                node.add(value(indent, content, path));
            } else if (isDashAt(content)) {
                indents[line] = column;
                node.add(sequence(column, path));
            } else if (startsMapping(content, ends[line])) {
                indents[line] = column;
                node.add(mapping(column, path));
            } else {
                node.add(value(indent, content, path));
            }
            toContent();
        }
        depth--;
        return node;
    }

    private boolean isDashAt(int at) {
        return text[at] == '-' && (at + 1 == ends[line] || text[at + 1] == ' ');
    }

    private boolean startsMapping(int at, int end) {
        return switch (text[at]) {
            case '|', '{', '[' -> false;
            case '"', '\'' -> {
                int close = closing(at, end);
                yield close >= 0 && close + 1 < end && text[close + 1] == ':';
            }
            default -> colon(at, end) >= 0;
        };
    }

    private int endOfKey(int at, int end) {
        int colon = switch (text[at]) {
            case '"', '\'' -> {
                int close = closing(at, end);
                yield close < 0 || close + 1 >= end || text[close + 1] != ':' ? -1 : close + 1;
            }
            default -> {
                if (isSpecial(text[at])) {
                    throw new Unusual();
                }
                yield colon(at, end);
            }
        };
        if (colon < 0) {
            throw new Unusual();
        }
        return colon;
    }

    private int colon(int at, int end) {
        for (int i = at; i < end; i++) {
            if (text[i] == ':' && (i + 1 == end || text[i + 1] == ' ')) {
                return i;
            }
        }
        return -1;
    }

    /** The quote that ends a scalar on this line; negative when it goes on. */
    private int closing(int at, int end) {
        byte quote = text[at];
        for (int i = at + 1; i < end; i++) {
            if (text[i] == '\\' && quote == '"') {
                i++;
            } else if (text[i] == quote) {
                if (quote == '\'' && i + 1 < end && text[i + 1] == '\'') {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    private String key(int at, int colon) {
        return switch (text[at]) {
            case '"', '\'' -> {
                int before = line;
                String key = quoted(at);
                if (line != before || afterQuote != colon) {
                    throw new Unusual();
                }
                yield key;
            }
            default -> string(at, colon);
        };
    }

    private JsonNode value(int indent, int at, String path) {
        if (at == ends[line]) {
            return below(indent, path);
        }
        switch (text[at]) {
            case '"', '\'' -> {
                String value = quoted(at);
                if (afterSpaces(afterQuote, ends[line]) != ends[line]) {
                    throw new Unusual();
                }
                line++;
                return NODES.stringNode(value);
            }
            case '|' -> {
                return NODES.stringNode(literal(indent, at));
            }
            case '{', '[' -> {
                boolean isObject = text[at] == '{';
                if (at + 2 != ends[line] || text[at + 1] != (isObject ? '}' : ']')) {
                    throw new Unusual();
                }
                line++;
                return isObject ? NODES.objectNode() : NODES.arrayNode();
            }
            default -> {
                if (isSpecial(text[at]) || isDashAt(at)) {
                    throw new Unusual();
                }
                return plain(indent, at);
            }
        }
    }

    private JsonNode below(int indent, String path) {
        line++;
        toContent();
        if (line < count) {
            if (isDash(line) && indents[line] >= indent) {
                return sequence(indents[line], path);
            }
            if (indents[line] > indent) {
                return mapping(indents[line], path);
            }
        }
        return NODES.nullNode();
    }

    private static boolean isSpecial(byte first) {
        return switch (first) {
            case '?', '&', '*', '!', '>', '%', '@', '`', '#', ',', ']', '}', '{', '[', '|' -> true;
            default -> false;
        };
    }

    private JsonNode plain(int indent, int at) {
        int end = trimmed(at, ends[line]);
        requirePlain(at, end);
        line++;
        if (line >= count || indents[line] <= indent && indents[line] != BLANK) {
            return PlainWord.resolve(string(at, end));
        }
        if (indents[line] == BLANK) {
            int last = line;
            toContent();
            if (line < count && indents[line] > indent) {
                line = last;
                throw new Unusual();
            }
            return PlainWord.resolve(string(at, end));
        }
        StringBuilder folded = new StringBuilder(string(at, end));
        while (line < count && indents[line] > indent) {
            int from = starts[line] + indents[line];
            int to = trimmed(from, ends[line]);
            requirePlain(from, to);
            folded.append(' ').append(string(from, to));
            line++;
            if (line < count && indents[line] == BLANK) {
                throw new Unusual();
            }
        }
        return NODES.stringNode(folded.toString());
    }

    private void requirePlain(int at, int end) {
        if (text[at] == '#' || colon(at, end) >= 0) {
            throw new Unusual();
        }
        for (int i = at + 1; i < end; i++) {
            if (text[i] == '#' && text[i - 1] == ' ') {
                throw new Unusual();
            }
        }
    }

    private String literal(int indent, int at) {
        int end = trimmed(at, ends[line]);
        byte chomping = end - at == 1 ? 0 : text[at + 1];
        if (end - at > 2 || (chomping != 0 && chomping != '-' && chomping != '+')) {
            throw new Unusual();
        }
        line++;
        int first = line;
        while (first < count && indents[first] == BLANK) {
            first++;
        }
        int column = first < count ? indents[first] : 0;
        if (first >= count || column <= indent) {
            throw new Unusual();
        }
        StringBuilder content = new StringBuilder();
        int trailing = 0;
        while (line < count && (indents[line] == BLANK || indents[line] >= column)) {
            int from = Math.min(starts[line] + column, ends[line]);
            if (from == ends[line]) {
                trailing++;
            } else {
                content.repeat('\n', trailing);
                trailing = 1;
                content.append(string(from, ends[line]));
            }
            line++;
        }
        return switch (chomping) {
            case '-' -> content.toString();
            case '+' -> content.repeat('\n', trailing).toString();
            default -> content.isEmpty() ? "" : content.append('\n').toString();
        };
    }

    /** Reads from the opening quote on; leaves {@link #line} where the closing one is. */
    private String quoted(int at) {
        byte quote = text[at];
        int close = closing(at, ends[line]);
        if (close >= 0 && isSimple(at + 1, close, quote)) {
            afterQuote = close + 1;
            return string(at + 1, close);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int i = at + 1;
        while (true) {
            int end = ends[line];
            int kept = content.size();
            boolean isJoined = false;
            while (i < end) {
                byte each = text[i];
                if (each == quote) {
                    if (quote == '"' || i + 1 >= end || text[i + 1] != '\'') {
                        afterQuote = i + 1;
                        return content.toString(StandardCharsets.UTF_8);
                    }
                    content.write('\'');
                    i += 2;
                    kept = content.size();
                } else if (each == '\\' && quote == '"') {
                    if (i + 1 == end) {
                        isJoined = true;
                        kept = content.size();
                        i = end;
                    } else {
                        i = escape(i + 1, content);
                        kept = content.size();
                    }
                } else {
                    content.write(each);
                    i++;
                    if (each != ' ' && each != '\t') {
                        kept = content.size();
                    }
                }
            }
            fold(content, kept, isJoined);
            i = starts[line] + indents[line];
        }
    }

    private boolean isSimple(int from, int to, byte quote) {
        for (int i = from; i < to; i++) {
            if (text[i] == quote || (text[i] == '\\' && quote == '"')) {
                return false;
            }
        }
        return true;
    }

    /** From one line of a quoted scalar to the next: a space, or as many line breaks as there are blank lines. */
    private void fold(ByteArrayOutputStream content, int kept, boolean isJoined) {
        byte[] all = content.toByteArray();
        content.reset();
        content.write(all, 0, kept);
        int before = line;
        line++;
        toContent();
        if (line >= count) {
            throw new Unusual();
        }
        int breaks = line - before - 1;
        for (int i = 0; i < breaks; i++) {
            content.write('\n');
        }
        if (breaks == 0 && !isJoined) {
            content.write(' ');
        }
    }

    private int escape(int at, ByteArrayOutputStream content) {
        int digits = switch (text[at]) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits > 0) {
            int code;
            try {
                code = Integer.parseInt(string(at + 1, at + 1 + digits), 16);
            } catch (NumberFormatException _) {
                throw new Unusual();
            }
            if (!Character.isValidCodePoint(code) || (code >= 0xD800 && code < 0xE000)) {
                throw new Unusual();
            }
            content.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
            return at + 1 + digits;
        }
        String meaning = switch (text[at]) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '0' -> "\0";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'v' -> "\u000b";
            case 'f' -> "\f";
            case 'e' -> "\u001b";
            case '"', '\\', '/', ' ' -> Character.toString(text[at]);
            case 'N' -> "\u0085";
            case '_' -> "\u00a0";
            case 'L' -> "\u2028";
            case 'P' -> "\u2029";
            default -> throw new Unusual();
        };
        content.writeBytes(meaning.getBytes(StandardCharsets.UTF_8));
        return at + 1;
    }

    private int afterSpaces(int at, int end) {
        int next = at;
        while (next < end && text[next] == ' ') {
            next++;
        }
        return next;
    }

    private int trimmed(int from, int end) {
        int last = end;
        while (last > from && (text[last - 1] == ' ' || text[last - 1] == '\t')) {
            last--;
        }
        return last;
    }

    private String string(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
