package io.gleaner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * English and Chinese say the same things, and the code says nothing else.
 *
 * <p>A key stands in the code as a whole string, or begins there: a string that ends in a dot is a family, and what follows is
 * computed ({@code "report.verdict." + verdict}). An area alone with its dot is the family of the catalogue codes
 * ({@code analysis.C01.title}).
 */
class PhrasesTest {
    private static final Path PHRASES = Path.of("src/main/resources/io/gleaner/text");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String CHINESE = "_zh_CN";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern SAID = Pattern.compile("(?:Text\\.of|\\bsay)\\(\\s*\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[A-Z]+\\d+\\..+");

    static List<String> areas() throws IOException {
        try (Stream<Path> files = Files.list(PHRASES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties"))
                    .map(name -> name.replace(".properties", "").replace(CHINESE, ""))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("areas")
    void bothLanguagesHaveTheSameKeys(String area) throws IOException {
        assertThat(chinese(area).keySet()).isEqualTo(english(area).keySet());
    }

    @ParameterizedTest
    @MethodSource("areas")
    void keysBeginWithTheirArea(String area) throws IOException {
        assertThat(english(area).keySet()).allSatisfy(key -> assertThat(key).startsWith(area + "."));
    }

    @ParameterizedTest
    @MethodSource("areas")
    void bothLanguagesFillInTheSameThings(String area) throws IOException {
        Map<String, String> chinese = chinese(area);
        assertThat(english(area))
                .allSatisfy((key, phrase) ->
                        assertThat(placeholders(chinese.getOrDefault(key, ""))).isEqualTo(placeholders(phrase)));
    }

    @ParameterizedTest
    @MethodSource("areas")
    void phrasesAreMessageFormats(String area) throws IOException {
        for (Map<String, String> phrases : List.of(english(area), chinese(area))) {
            assertThat(phrases).allSatisfy((_, phrase) -> {
                assertThat(phrase).isNotBlank();
                assertThat(phrase)
                        .as("a straight apostrophe is an escape, write \u2019")
                        .doesNotContain("'");
                assertThatCode(() -> new MessageFormat(phrase)).doesNotThrowAnyException();
            });
        }
    }

    @Test
    void everyPhraseIsSaid() throws IOException {
        Set<String> strings = strings();
        List<String> families = families(strings);
        assertThat(allKeys())
                .as("phrases that no code says")
                .allMatch(key -> strings.contains(key) || families.stream().anyMatch(family -> isOf(family, key)));
    }

    @Test
    void everythingSaidHasAPhrase() throws IOException {
        Set<String> keys = allKeys();
        Set<String> said = new TreeSet<>(found(SAID));
        Pattern key = Pattern.compile("(?:" + String.join("|", areas()) + ")(?:\\.[A-Za-z][A-Za-z0-9_-]*)+");
        strings().stream().filter(string -> key.matcher(string).matches()).forEach(said::add);
        said.removeIf(string -> string.endsWith("."));
        said.removeAll(keys);
        assertThat(said).as("keys without a phrase").isEmpty();
    }

    @Test
    void everyFamilyHasPhrases() throws IOException {
        Set<String> keys = allKeys();
        assertThat(families(strings()))
                .as("families without a phrase")
                .allMatch(family -> keys.stream().anyMatch(key -> isOf(family, key)));
    }

    private static List<String> families(Set<String> strings) throws IOException {
        Pattern family = Pattern.compile("(?:" + String.join("|", areas()) + ")\\.(?:[A-Za-z0-9_-]+\\.)*");
        return strings.stream()
                .filter(string -> family.matcher(string).matches())
                .toList();
    }

    private static boolean isOf(String family, String key) {
        if (!key.startsWith(family)) {
            return false;
        }
        boolean areaAlone = family.indexOf('.') == family.length() - 1;
        return !areaAlone || CODE.matcher(key.substring(family.length())).matches();
    }

    private static Set<String> allKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String area : areas()) {
            keys.addAll(english(area).keySet());
        }
        return keys;
    }

    private static Set<String> strings() throws IOException {
        return found(STRING);
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                pattern.matcher(Files.readString(file))
                        .results()
                        .map(result -> result.group(1))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Set<String> placeholders(String phrase) {
        return PLACEHOLDER
                .matcher(phrase)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> english(String area) throws IOException {
        return phrases(area + ".properties");
    }

    private static Map<String, String> chinese(String area) throws IOException {
        return phrases(area + CHINESE + ".properties");
    }

    private static Map<String, String> phrases(String file) throws IOException {
        Map<String, String> phrases = new TreeMap<>();
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object phrase) {
                assertThat(phrases.put(key.toString(), phrase.toString()))
                        .as("%s says %s twice", file, key)
                        .isNull();
                return phrase;
            }
        };
        try (Reader reader = Files.newBufferedReader(PHRASES.resolve(file))) {
            properties.load(reader);
        }
        return phrases;
    }
}
