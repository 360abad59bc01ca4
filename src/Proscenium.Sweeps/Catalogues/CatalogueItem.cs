namespace Proscenium.Sweeps.Catalogues;

/// <summary>A file of a catalogue.</summary>
/// <param name="Input">Its full path.</param>
/// <param name="Output">The full path of what is written.</param>
/// <param name="Sha256">Fingerprint of its content, or empty where it could not be read.</param>
/// <param name="Settings">What is done with it.</param>
sealed record CatalogueItem(string Input, string Output, string Sha256, CatalogueSettings Settings);
