package io.dmskit.settings;

import java.util.List;

/**
 * Section CharacterSetSettings: characters that are replaced, and the character set that texts of the target keep to. Applies to
 * string columns, not to LOBs, and before the transformations of the table mappings.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.CharacterSubstitution.html">Task settings: character substitution</a>
 */
public final class CharacterSetSettings {

    private static final String SECTION = "CharacterSetSettings";
    private static final String SUPPORT = SECTION + ".CharacterSetSupport";

    /** Characters that are replaced. Default: none. */
    public static final Setting<CharacterReplacements> CHARACTER_REPLACEMENTS = Setting.structured(
            SECTION, "CharacterReplacements", CharacterReplacements.class, CharacterReplacements.NONE);

    /** Name of the character set that texts must be valid in, such as {@code UTF-8}. Default: not checked. */
    public static final Setting<String> CHARACTER_SET = Setting.text(SUPPORT, "CharacterSet");

    /** What stands in for a character that the set does not have; 0 deletes it. Default: not given. */
    public static final Setting<CodePoint> REPLACE_WITH_CHARACTER_CODE_POINT =
            Setting.structured(SUPPORT, "ReplaceWithCharacterCodePoint", CodePoint.class, CodePoint.NONE);

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(CHARACTER_REPLACEMENTS);

    /** Every setting of the section CharacterSetSupport inside it. */
    static final List<Setting<?>> ALL_SUPPORT = List.of(CHARACTER_SET, REPLACE_WITH_CHARACTER_CODE_POINT);

    private CharacterSetSettings() {}
}
