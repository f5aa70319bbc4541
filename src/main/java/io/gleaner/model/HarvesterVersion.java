package io.gleaner.model;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A release of Harvester, compared by meaning: {@code v1.5.1} (image tags, objects) equals {@code 1.5.1} (charts).
 *
 * @param spelling as the object spelled it
 */
public record HarvesterVersion(String spelling) implements Comparable<HarvesterVersion> {
    private static final Pattern RELEASE = Pattern.compile("v?\\d+\\.\\d+\\.\\d+([-+.].*)?");

    /** Empty for a blank or foreign spelling such as {@code master-head}. */
    public static Optional<HarvesterVersion> parse(String spelling) {
        if (!RELEASE.matcher(spelling).matches()) {
            return Optional.empty();
        }
        HarvesterVersion version = new HarvesterVersion(spelling);
        try {
            version.comparable();
            return Optional.of(version);
        } catch (IllegalArgumentException _) {
            // Such as "1.5.1-": looks like a release, cannot be compared with one.
            return Optional.empty();
        }
    }

    private ModuleDescriptor.Version comparable() {
        return ModuleDescriptor.Version.parse(spelling.startsWith("v") ? spelling.substring(1) : spelling);
    }

    /** The version without a leading {@code v}, as charts spell it. */
    public String bare() {
        return spelling.startsWith("v") ? spelling.substring(1) : spelling;
    }

    public boolean isAtLeast(String other) {
        return compareTo(new HarvesterVersion(other)) >= 0;
    }

    public boolean isBelow(String other) {
        return !isAtLeast(other);
    }

    public boolean sameAs(HarvesterVersion other) {
        return compareTo(other) == 0;
    }

    @Override
    public int compareTo(HarvesterVersion other) {
        return comparable().compareTo(other.comparable());
    }

    @Override
    public String toString() {
        return spelling;
    }
}
