using System.Globalization;

namespace Proscenium.Files.Measurements;

/// <summary>The texts that every SOFA file has (AES69-2022).</summary>
static class SofaTexts
{
    /// <summary>Cartesian coordinates, in metres.</summary>
    public static (string, string)[] Cartesian { get; } = [("Type", "cartesian"), ("Units", "metre")];

    /// <summary>The texts of a file.</summary>
    /// <param name="convention">Such as <c>SingleRoomMIMOSRIR</c>.</param>
    /// <param name="type">The data type.</param>
    /// <param name="title">One line.</param>
    /// <param name="origin">How the data came about.</param>
    /// <param name="comment">What else there is to say.</param>
    /// <param name="listener">Whose ears.</param>
    /// <param name="made">When.</param>
    public static IEnumerable<(string, string)> Of(string convention, string type, string title, string origin, string comment, string listener, DateTime made)
    {
        string version = typeof(SofaTexts).Assembly.GetName().Version!.ToString(3), date = made.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return
        [
            ("Conventions", "SOFA"), ("Version", "2.1"), ("SOFAConventions", convention), ("SOFAConventionsVersion", "1.0"), ("DataType", type),
            ("APIName", "Proscenium"), ("APIVersion", version), ("ApplicationName", "Proscenium"), ("ApplicationVersion", version),
            ("AuthorContact", "not given"), ("Organization", "not given"), ("License", "No license provided, ask the author for permission"),
            ("Title", title), ("DatabaseName", "Proscenium"), ("DateCreated", date), ("DateModified", date),
            ("Origin", origin), ("Comment", comment), ("ListenerShortName", listener),
        ];
    }
}
