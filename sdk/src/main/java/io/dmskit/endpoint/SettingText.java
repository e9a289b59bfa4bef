package io.dmskit.endpoint;

import io.dmskit.document.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Between values of endpoint settings and their texts. Booleans may be written as DMS's older Y and N too. */
final class SettingText {
    private SettingText() {}

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is no value of the setting
     */
    static <T> T read(EndpointSetting<T> setting, String text) {
        T value = setting.type().cast(parsed(setting, text));
        setting.problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return value;
    }

    /** Returns the value as the API writes it. */
    static String write(Object value) {
        return value instanceof SettingWord word ? word.word() : String.valueOf(value);
    }

    private static Object parsed(EndpointSetting<?> setting, String text) {
        if (setting.type() == Boolean.class) {
            return flag(setting, text);
        }
        if (setting.type() == Integer.class) {
            return number(setting, text);
        }
        if (setting.type() == IntegerList.class) {
            List<Integer> numbers = Arrays.stream(text.split(",", -1))
                    .map(part -> number(setting, part.strip()))
                    .toList();
            return new IntegerList(numbers);
        }
        return setting.type() == String.class ? text : word(setting, text);
    }

    private static Boolean flag(EndpointSetting<?> setting, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "y" -> true;
            case "false", "n" -> false;
            default -> throw wrong(setting, text, "true or false");
        };
    }

    private static Integer number(EndpointSetting<?> setting, String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong(setting, text, setting.type() == Integer.class ? "a whole number" : "whole numbers");
        }
    }

    private static Object word(EndpointSetting<?> setting, String text) {
        Optional<Object> found = Arrays.stream(setting.type().getEnumConstants())
                .filter(constant -> ((SettingWord) constant).isWrittenAs(text))
                .findFirst()
                .map(Object.class::cast);
        return found.orElseThrow(() -> new IllegalArgumentException(
                setting.name() + " is \"" + text + "\"" + NearestWord.hint(text, setting.words())));
    }

    private static IllegalArgumentException wrong(EndpointSetting<?> setting, String text, String wanted) {
        return new IllegalArgumentException(setting.name() + " is \"" + text + "\": it must be " + wanted);
    }
}
