package io.dmskit.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Random task settings that differ from the defaults in a few keys of any section. */
public final class SettingsArbitraries {
    private static final List<String> TEXTS =
            List.of("", "a", "sales", "Größe \"x\"\n", "arn:aws:iam::1:role/r", "{}", "null", "𝄞", "\\", "0 3 * * 0");

    private final Random random;

    private SettingsArbitraries(Random random) {
        this.random = random;
    }

    /** Returns the settings of this seed. */
    public static TaskSettings of(long seed) {
        return new SettingsArbitraries(new Random(seed)).settings();
    }

    private TaskSettings settings() {
        List<Setting<?>> all = new ArrayList<>(Sections.settings().toList());
        Collections.shuffle(all, random);
        TaskSettings settings = TaskSettings.DEFAULTS;
        for (Setting<?> setting : all.subList(0, random.nextInt(12))) {
            settings = with(settings, setting);
        }
        return settings;
    }

    private <T> TaskSettings with(TaskSettings settings, Setting<T> setting) {
        Object value = value(setting);
        if (setting.equals(TargetMetadata.LIMITED_SIZE_LOB_MODE) && settings.get(TargetMetadata.FULL_LOB_MODE)) {
            value = false;
        }
        return settings.with(setting, setting.type().cast(value));
    }

    private Object value(Setting<?> setting) {
        if (setting.type() == Boolean.class) {
            return random.nextBoolean();
        }
        if (setting.type() == Integer.class) {
            return number(setting);
        }
        if (setting.type() == String.class) {
            return one(setting.words().isEmpty() ? TEXTS : setting.words());
        }
        if (setting.type() == CodePoint.class) {
            return codePoint();
        }
        if (setting.type() == Operations.class) {
            return new Operations(EnumSet.of(one(Operations.Operation.values()), one(Operations.Operation.values())));
        }
        if (setting.type() == LogComponents.class) {
            return LogComponents.DEFAULT
                    .with(one(LogComponent.KNOWN), one(LogSeverity.values()))
                    .with(new LogComponent("NEW"), one(LogSeverity.values()));
        }
        if (setting.type() == CharacterReplacements.class) {
            return new CharacterReplacements(List.of(
                    new CharacterReplacements.Pair(codePoint(), codePoint()),
                    new CharacterReplacements.Pair(codePoint(), codePoint())));
        }
        return one(Arrays.asList((Object[]) setting.type().getEnumConstants()));
    }

    /** A size of 0 is what the service sets for the LOB mode that is not used, and is not told from the default. */
    private int number(Setting<?> setting) {
        Setting.Range range = setting.range().orElseThrow();
        boolean sizeOfMode =
                setting.equals(TargetMetadata.LOB_CHUNK_SIZE) || setting.equals(TargetMetadata.LOB_MAX_SIZE);
        int least = sizeOfMode ? 1 : range.least();
        return switch (random.nextInt(3)) {
            case 0 -> least;
            case 1 -> range.most();
            default -> (int) (least + (random.nextDouble() * ((double) range.most() - least)));
        };
    }

    private CodePoint codePoint() {
        return new CodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
    }

    private <E> E one(List<E> words) {
        return words.get(random.nextInt(words.size()));
    }

    private <E> E one(E[] words) {
        return words[random.nextInt(words.length)];
    }
}
