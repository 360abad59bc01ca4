using System.IO.Compression;
using System.Text.Json;
using Proscenium.Cli.Demo;
using Proscenium.Tests.Cli;

namespace Proscenium.Studio.Tests;

/// <summary>The whole way through the page, by the keyboard alone and by the mouse: from the first sound to a plan on the disk; the oracle is that the command plays this plan.</summary>
[Collection("console")]
[Trait(Traits.Needs, Traits.Program)]
public sealed class MainPathTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    const int MostTabs = 200, Trials = 10;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public async Task ByTheKeyboardAlone()
    {
        await using OpenPage open = await chromium.Open();
        await AllowDownloads(open);
        string head = RecordedData.Kemar();

        await TabTo(open, "#play");
        await open.Press("Enter");
        await open.Until("document.querySelector('#play').getAttribute('aria-label') === 'Pause'");
        foreach ((string key, string set) in ((string, string)[])[("1", "before"), ("3", "pair"), ("2", "after")])
        {
            await open.Press(key);
            await open.Until($"document.querySelector('#{set}').getAttribute('aria-pressed') === 'true'");
        }

        await TabTo(open, "[data-driver=\"left\"]");
        await open.MeasuredAfter(() => open.Press("ArrowLeft"));
        await TabTo(open, "#angle");
        await open.MeasuredAfter(async () =>
        {
            await open.Press("a", "Control");
            await open.Page.Keyboard.TypeAsync("25");
            await open.Press("Enter");
        });
        await TabTo(open, "#room");
        await open.MeasuredAfter(() => open.Page.Keyboard.TypeAsync("bed"));
        await TabTo(open, "#settings .group summary");
        await open.Press("Enter");
        await TabTo(open, "#advanced .file button");
        await open.MeasuredAfter(() => open.Choose(() => open.Press("Enter"), head));
        JsonElement changed = await open.State();
        Assert.Equal((0.11, 25, "bedroom"), (Math.Round(Left(changed), 6), changed.GetProperty("angle").GetDouble(), changed.GetProperty("room").GetString()));
        Assert.StartsWith("head-", changed.GetProperty("head").GetString());

        await open.Press("Escape");
        await open.MeasuredAfter(() => open.Press("z", "Control"));
        Assert.Equal(JsonValueKind.Null, (await open.State()).GetProperty("head").ValueKind);

        await TabTo(open, "#abx");
        await open.Press("Enter");
        await open.Until("document.querySelector('#blind').open");
        for (int trial = 0; trial < Trials; trial++)
        {
            foreach (string key in (string[])["a", "b", "x"]) await open.Press(key);
            await open.Press("A", "Shift");
        }
        Assert.Matches("correctly in [0-9]+ of 10 trials", await open.Text("#verdict"));
        await open.Press("Escape");
        await open.Until("!document.querySelector('#blind').open");

        await TabTo(open, "#download-plan");
        await ThePlanPlays(open, () => open.Press("Enter"));
        Assert.Empty(open.Faults);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ByTheMouse()
    {
        await using OpenPage open = await chromium.Open();
        await AllowDownloads(open);

        await open.Page.ClickAsync("#play");
        await open.Until("document.querySelector('#play').getAttribute('aria-label') === 'Pause'");
        foreach (string set in (string[])["before", "pair", "after"])
        {
            await open.Page.ClickAsync($"#{set}");
            await open.Until($"document.querySelector('#{set}').getAttribute('aria-pressed') === 'true'");
        }

        double before = Left(await open.State());
        await open.MeasuredAfter(() => open.Drag("[data-driver=\"left\"]", -15, 0));
        Assert.InRange(Left(await open.State()), before + 0.005, 0.5);
        double target = (await open.State()).GetProperty("target").GetDouble();
        await open.MeasuredAfter(() => open.Drag("#target", 40, 0, steps: 3)); // the slider
        Assert.NotEqual(target, (await open.State()).GetProperty("target").GetDouble());
        await open.MeasuredAfter(() => open.Page.SelectAsync("#room", "bedroom"));
        await open.MeasuredAfter(() => open.Page.ClickAsync("#undo"));
        Assert.Equal(JsonValueKind.Null, (await open.State()).GetProperty("room").ValueKind);

        await open.Page.ClickAsync("#preference");
        for (int trial = 0; trial < Trials; trial++)
            foreach (string button in (string[])["hear-a", "hear-b", "answer-b"]) await open.Page.ClickAsync($"#{button}");
        Assert.Matches("preferred after in [0-9]+ of 10 trials", await open.Text("#verdict"));
        await open.Page.ClickAsync("#end-test");

        await ThePlanPlays(open, () => open.Page.ClickAsync("#download-plan"));
        Assert.Empty(open.Faults);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task WhatIsMade_CanBeCancelled_AndAnotherIsMadeThen()
    {
        await using OpenPage open = await chromium.Open();
        await AllowDownloads(open);
        await open.Page.SelectAsync("#format", "pipewire"); // designs for six rates
        await open.Page.ClickAsync("#download-export");
        await open.Page.WaitForSelectorAsync("#cancel-making", new() { Visible = true });
        Assert.Contains("is being made", await open.Text("#status"));
        await open.Page.ClickAsync("#cancel-making");
        await open.Until("document.querySelector('#status').textContent === 'The export is cancelled.'");
        await ThePlanPlays(open, () => open.Page.ClickAsync("#download-plan"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task AProgramThatCannotHoldThePlan_CannotBeChosen_AndSaysWhy_UntilLeftAndRightAloneAreAsked()
    {
        await using OpenPage open = await chromium.Open();
        const string option = "document.querySelector('#format option[value=easyeffects]').disabled";
        Assert.True(await open.Page.EvaluateExpressionAsync<bool>(option));
        Assert.Contains("easyeffects: the program has two inputs and the plan 3", await open.Text("#refused-list"));
        await open.Page.ClickAsync("#stereo-only");
        Assert.False(await open.Page.EvaluateExpressionAsync<bool>(option));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ADesignThatFails_IsNotCalledMeasured_UntilAnotherIs()
    {
        await using OpenPage open = await chromium.Open();
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "echo-studio"));
        await open.Page.ClickAsync("#distance", new() { Count = 3 });
        await open.Page.Keyboard.TypeAsync("0.2"); // a head does not fit there
        await open.Press("Enter");
        await open.Until("!document.querySelector('#error').hidden");
        Assert.Equal(("of the last design", "of the last design"), (await open.Text("#stage-label"), await open.Text("#figure-stage")));
        await open.MeasuredAfter(() => open.Page.ClickAsync("#undo"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task OnAPhone_TheVolumeIsThere()
    {
        await using OpenPage open = await chromium.Open(width: 390, height: 844);
        double[] box = await open.Page.EvaluateExpressionAsync<double[]>("(() => { const box = document.querySelector('#volume').getBoundingClientRect(); return [box.width, box.height, box.right]; })()");
        Assert.InRange(box[0], 60, 200);
        Assert.InRange(box[1], 24, 60);
        Assert.InRange(box[2], 0, 390);
    }

    static double Left(JsonElement state) => state.GetProperty("device").GetProperty("drivers")[0].GetProperty("position").GetProperty("left").GetDouble();

    /// <summary>Presses Tab until something has the focus.</summary>
    static async Task TabTo(OpenPage open, string selector)
    {
        for (int tab = 0; tab < MostTabs; tab++)
        {
            if (await open.Page.EvaluateFunctionAsync<bool>("selector => document.activeElement === document.querySelector(selector)", selector)) return;
            await open.Press("Tab");
        }
        Assert.Fail($"The Tab key does not reach {selector}.");
    }

    async Task AllowDownloads(OpenPage open) => await open.Page.Client.SendAsync("Page.setDownloadBehavior", new { behavior = "allow", downloadPath = _folder[""] });

    /// <summary>Takes the plan away, and has the command play it.</summary>
    async Task ThePlanPlays(OpenPage open, Func<Task> take)
    {
        TaskCompletionSource<string> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using FileSystemWatcher watcher = new(_folder[""], "*.zip") { EnableRaisingEvents = true };
        watcher.Renamed += (_, file) => taken.TrySetResult(file.FullPath);
        watcher.Created += (_, file) => taken.TrySetResult(file.FullPath);
        await take();
        await open.Until("document.querySelector('#status').textContent === 'laptop-plan.zip is in your downloads.'");
        await ZipFile.ExtractToDirectoryAsync(await taken.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), _folder["plan"], TestContext.Current.CancellationToken);
        Sounds.Write(_folder["piece.wav"], 48000, DemoPiece.Compose(48000).Mix);
        Command.Succeed("render", _folder["piece.wav"], _folder["feeds.wav"], "--plan", _folder["plan"]);
        Assert.Equal(2, Sounds.Read(_folder["feeds.wav"]).Channels.Length);
    }
}
