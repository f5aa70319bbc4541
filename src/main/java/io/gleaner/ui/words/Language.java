package io.gleaner.ui.words;

import io.gleaner.text.Phrasebook;
import java.util.Locale;

/** The languages of the window, each under its own name for itself. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "EN"),
    CHINESE(Phrasebook.CHINESE, "中文");

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    public String ownName() {
        return ownName;
    }

    /** {@code en}, {@code zh}. */
    public String code() {
        return locale.getLanguage();
    }

    public Phrasebook phrasebook() {
        return new Phrasebook(locale);
    }

    /** The one a workstation in this locale most likely wants. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }
}
