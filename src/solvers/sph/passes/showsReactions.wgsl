// Whether anybody looks at what walls feel of the fluid: free bodies always do, all else at the end of a batch or where a run stops.

fn showsReactions() -> bool { return REACTS_ALWAYS || (HAS_WALLS && status.clock.showsReactions != 0u); }
