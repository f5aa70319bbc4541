package io.gleaner.analysis;

import io.gleaner.model.Text;

/** A rule that could not be asked, because its facts were forbidden, failed or not collected. */
public record NotChecked(String code, Text reason) {}
