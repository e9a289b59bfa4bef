package io.dmskit.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Characters that are replaced on their way to the target.
 *
 * @param pairs in document order; where a source character is named twice, the last counts
 */
public record CharacterReplacements(List<Pair> pairs) implements Structured {
    /** Nothing is replaced. */
    public static final CharacterReplacements NONE = new CharacterReplacements(List.of());

    /**
     * One replacement.
     *
     * @param source the character of the source
     * @param target the character of the target; 0 deletes
     */
    public record Pair(CodePoint source, CodePoint target) {
        /** Checks that both are given. */
        public Pair {
            if (source.equals(CodePoint.NONE) || target.equals(CodePoint.NONE)) {
                throw new IllegalArgumentException("a replacement needs both a source and a target character");
            }
        }
    }

    /** Copies the list. */
    public CharacterReplacements {
        pairs = List.copyOf(pairs);
    }

    @Override
    public List<Map<String, @Nullable Object>> json() {
        return pairs.stream().map(CharacterReplacements::json).toList();
    }

    private static Map<String, @Nullable Object> json(Pair pair) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("SourceCharacterCodePoint", pair.source().json());
        members.put("TargetCharacterCodePoint", pair.target().json());
        return members;
    }
}
