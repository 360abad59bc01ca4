using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Studio.Listening;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Asking;

/// <summary>A design whose pictures a page has, for what it is told after them.</summary>
/// <param name="Question">The page's question.</param>
/// <param name="State">Its state.</param>
/// <param name="Design">The design, at the song's rate.</param>
/// <param name="Head">The head that hears.</param>
/// <param name="Song">The song.</param>
/// <param name="Plan">The plan as it runs.</param>
/// <param name="Untreated">The untreated device.</param>
/// <param name="Ears">From the drivers to the ears, where it is listened to; null where the song does not fit the plan.</param>
sealed record ShownDesign(Question Question, StudioState State, SpatialDesign Design, Head Head, Song Song, MeasuredPlan Plan, MeasuredPlan Untreated, FirMatrix? Ears);
