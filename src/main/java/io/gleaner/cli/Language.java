package io.gleaner.cli;

import io.gleaner.text.Phrasebook;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The languages of the terminal. */
enum Language {
    EN(Locale.ENGLISH),
    ZH(Phrasebook.CHINESE);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    Phrasebook phrasebook() {
        return new Phrasebook(locale);
    }

    /** What the environment asks for, in the order POSIX gives its variables. */
    static Language of(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .filter(value -> value.startsWith("zh"))
                .map(_ -> ZH)
                .orElse(EN);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
