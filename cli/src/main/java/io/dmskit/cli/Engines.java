package io.dmskit.cli;

import io.dmskit.document.NearestWord;
import io.dmskit.endpoint.Engine;

/** Engines as the user names them. */
final class Engines {
    private Engines() {}

    /** Returns the engine, refusing a misspelt one; one that is near to none passes, since AWS adds more. */
    static Engine named(String option, String word) {
        Engine engine = Engine.of(word);
        if (!engine.isKnown()) {
            NearestWord.to(engine.name(), Engine.names()).ifPresent(near -> {
                throw new WrongUseException(option + " is \"" + word + "\", did you mean \"" + near + "\"?");
            });
        }
        return engine;
    }
}
