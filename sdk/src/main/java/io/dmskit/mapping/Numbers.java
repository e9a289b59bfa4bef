package io.dmskit.mapping;

import java.math.BigDecimal;
import java.util.Optional;

/** Decimal numbers in operands and boundaries, which the document gives as text. */
final class Numbers {
    private Numbers() {}

    /** Returns the number a text is, if it is one; nothing for exponents, which no one writes into a boundary. */
    static Optional<BigDecimal> decimal(String text) {
        return text.matches("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
