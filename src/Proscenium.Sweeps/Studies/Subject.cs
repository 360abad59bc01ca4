using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Rooms;

namespace Proscenium.Sweeps.Studies;

/// <summary>What one item of a study designs, and who hears it where.</summary>
/// <param name="Request">The design.</param>
/// <param name="Listener">The head that hears.</param>
/// <param name="Room">Where it hears, or null for free field.</param>
/// <param name="LevelDb">Standard deviation of each driver's level in Monte Carlo runs, dB.</param>
/// <param name="PhaseDegrees">That of its phase, degrees.</param>
sealed record Subject(DesignRequest Request, Head Listener, Room? Room, double LevelDb, double PhaseDegrees);
