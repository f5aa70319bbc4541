package io.gleaner.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The conditions of one object in the order of the object. */
public record Conditions(List<Condition> all) {
    public static final Conditions NONE = new Conditions(List.of());

    public Conditions {
        all = List.copyOf(all);
    }

    public Optional<Condition> find(String type) {
        return all.stream().filter(condition -> condition.type().equals(type)).findFirst();
    }

    public boolean has(String type) {
        return find(type).isPresent();
    }

    /** UNKNOWN when the condition is absent, too; ask {@link #has} to tell the two apart. */
    public Known status(String type) {
        return find(type).map(Condition::status).orElse(Known.UNKNOWN);
    }

    public boolean isTrue(String type) {
        return status(type).isYes();
    }

    public boolean isFalse(String type) {
        return status(type).isNo();
    }

    /** True when the condition is there and says Unknown: the phase it stands for is running. */
    public boolean isPending(String type) {
        return has(type) && status(type) == Known.UNKNOWN;
    }

    public Optional<Instant> since(String type) {
        return find(type).map(Condition::since);
    }

    public String message(String type) {
        return find(type).map(Condition::message).orElse("");
    }
}
