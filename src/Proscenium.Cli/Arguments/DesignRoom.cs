using System.CommandLine;
using System.CommandLine.Parsing;
using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;
using Proscenium.Steering;

namespace Proscenium.Cli.Arguments;

/// <summary>The room of <c>design --room</c> or <c>--for</c>: distance, tone and budget follow from it where they are not given.</summary>
sealed class DesignRoom
{
    const string Desk = "desk", Sofa = "sofa";
    const double DeskMetres = 0.6, SofaMetres = 2;

    readonly Option<string?> _room = RoomOptions.Room("Design for a room: for its listener's distance, with the tone and the cost of cancellation that suit it");
    readonly Option<string?> _for = new("--for") { HelpName = $"{Desk}|{Sofa}", Description = $"Design for a usual place without a room file: a desk in 'bedroom', {DeskMetres} m away, or a sofa in 'living-room', {SofaMetres:0} m away." };
    readonly Option<bool> _why = new("--why") { Description = "With --room or --for: print what each room budget would give there." };

    public void AddTo(Verb command)
    {
        command.Add(Heading.Listener, _room, _for, _why);
        command.Validators.Add(result =>
        {
            bool named = result.GetResult(_room) is not null, usual = result.GetResult(_for) is not null;
            if ((named || usual) && result.Children.OfType<OptionResult>().Any(option => option.Option.Name == "--from-plan")) result.AddError($"--from-plan cannot be combined with other design options: leave {(named ? _room.Name : _for.Name)} out.");
            if (named && usual) result.AddError("--room and --for cannot be combined: leave one out.");
            if (result.GetResult(_why) is { Implicit: false } && !named && !usual) result.AddError("--why compares room budgets in a room: name one with --room or --for.");
        });
    }

    /// <summary>The request for the room that was named, if any: its distance, its tone, and the budget that is best there.</summary>
    public DesignRequest Applied(DesignRequest request, ParseResult parsed, Report report, CancellationToken cancel)
    {
        (string? name, double? usualMetres) = parsed.GetValue(_for) switch
        {
            null => (parsed.GetValue(_room), null),
            Desk => ("bedroom", DeskMetres),
            Sofa => ("living-room", (double?)SofaMetres),
            var other => throw new SettingException($"unknown --for '{other}': use {Desk} or {Sofa}."),
        };
        if (name is null) return request;
        if (request.AngleDegrees is null) throw new SettingException($"{Named(parsed)} chooses how wide a stage may be: give --angle a number of degrees, or leave {Named(parsed)} out.");
        (request with { Bank = null }).Check(); // its places are those about the listener's seat in the room
        Room room = RoomOptions.Open(name);
        if ((request.DistanceMetres ?? usualMetres) is { } metres) room = RoomSetup.WithListenerAt(room, metres);
        bool moved = request.DistanceMetres is null && usualMetres is null;
        request = request with { DistanceMetres = RoomSetup.DistanceIn(room) };
        if (moved) RoomOptions.NoteMove(request, room);
        if (!request.Tone.IsForRoom) return request;
        request = request with { Tone = request.Tone.In(CriticalDistances.Of(room)) };
        if (room.IsAnechoic) return request with { RoomBudget = request.RoomBudget ?? RoomBudget.None };
        bool why = parsed.GetValue(_why);
        if (request.RoomBudget is not null && !why) return request;
        if (request.SampleRate < 44100) throw new SettingException($"{Named(parsed)} listens to designs, and sounds are localised from 44.1 kHz, not at {request.SampleRate} Hz: choose a --rate from 44100, or give --room-budget, without --why.");
        BudgetChoice choice = Listened(request, room, report.IsQuiet, cancel);
        if (why) BudgetTable.Print(choice, room.Name, report);
        if (request.RoomBudget is not null) return request;
        if (choice.Holds) report.Line(BudgetTable.Sentence(choice, room.Name));
        else Report.Warn(BudgetTable.Sentence(choice, room.Name));
        return choice.Chosen.Design.Request with { Bank = request.Bank };
    }

    static BudgetChoice Listened(DesignRequest request, Room room, bool quiet, CancellationToken cancel)
    {
        using ProgressLine progress = new("listening", null, quiet);
        int heard = 0;
        return BudgetChoice.For(request, room, () => progress.Report((double)++heard / BudgetChoice.Steps), cancel);
    }

    string Named(ParseResult parsed) => parsed.GetValue(_for) is null ? _room.Name : _for.Name;
}
