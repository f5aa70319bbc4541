package io.gleaner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>A key stands in the code as a whole string, or begins there as a family, and what follows is computed
 * ({@code "report.verdict." + verdict}, {@code "scenario.%s.title"}). An area alone with its dot is the family of the catalogue
 * codes ({@code catalogue.C01.title}).
 */
class PhrasesTest {
    private static final Path PHRASES = Path.of("src/main/resources/io/gleaner/text");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String CHINESE = "_zh_CN";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern SAID = Pattern.compile("(?:Text\\.of|\\bsay)\\(\\s*\"([^\".]+\\.[^\"]*)\"");
    private static final Pattern KEY_LIKE = Pattern.compile("[a-z]+\\.(?:[A-Za-z0-9_%-]+\\.?)*");
    private static final Pattern VALUE = Pattern.compile("[A-Z][A-Z_]*");
    private static final String CODE = "[A-Z]+\\d+\\..+";

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
        List<Pattern> families = strings.stream()
                .map(PhrasesTest::family)
                .flatMap(Optional::stream)
                .toList();
        Set<String> unsaid = allKeys();
        unsaid.removeAll(strings);
        unsaid.removeIf(
                key -> families.stream().anyMatch(family -> family.matcher(key).matches()));
        assertThat(unsaid).as("phrases that no code says").isEmpty();
    }

    @Test
    void everythingSaidHasAPhrase() throws IOException {
        Set<String> keys = allKeys();
        Pattern inAnArea = Pattern.compile("(?:" + String.join("|", areas()) + ")\\.[A-Za-z].*");
        Set<String> unknown = strings();
        unknown.removeIf(string -> !inAnArea.matcher(string).matches());
        unknown.addAll(found(SAID));
        unknown.removeAll(keys);
        unknown.removeIf(string -> family(string)
                .filter(family -> keys.stream().anyMatch(family.asMatchPredicate()))
                .isPresent());
        assertThat(unknown).as("keys without a phrase").isEmpty();
    }

    /** Values of an enumeration are said by name; one that was added later must not be said as its key. */
    @Test
    void enumerationsAreSaidInFull() throws IOException {
        Map<String, Set<String>> families = allKeys().stream()
                .filter(key -> VALUE.matcher(lastSegment(key)).matches())
                .collect(Collectors.groupingBy(
                        key -> key.substring(0, key.lastIndexOf('.')),
                        TreeMap::new,
                        Collectors.mapping(PhrasesTest::lastSegment, Collectors.toSet())));
        Set<Set<String>> enumerations = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.gleaner").stream()
                        .filter(JavaClass::isEnum)
                        .map(type -> type.getEnumConstants().stream()
                                .map(JavaEnumConstant::name)
                                .collect(Collectors.toSet()))
                        .collect(Collectors.toSet());
        families.values().removeIf(said -> enumerations.stream().anyMatch(said::containsAll));
        assertThat(families)
                .as("phrases that name some values of an enumeration, but not all")
                .isEmpty();
    }

    private static String lastSegment(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** What a string may be the beginning or the pattern of; empty when it names no area. */
    private static Optional<Pattern> family(String string) {
        if (!KEY_LIKE.matcher(string).matches()) {
            return Optional.empty();
        }
        if (string.indexOf('.') == string.length() - 1) {
            return Optional.of(Pattern.compile(Pattern.quote(string) + CODE));
        }
        String stem = string.endsWith(".") ? string.substring(0, string.length() - 1) : string;
        String rest = stem.contains("%s") ? "" : "\\..+";
        return Optional.of(Pattern.compile("\\Q" + stem.replace("%s", "\\E[^.]+\\Q") + "\\E" + rest));
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
