using Parquet;
using Parquet.Schema;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Results;

/// <summary>Rows as Parquet: the same rows make the same bytes.</summary>
/// <param name="columns">The job's columns.</param>
sealed class RowTable(IReadOnlyList<Column> columns)
{
    /// <summary>The columns that every table has: the first two and the last two.</summary>
    public const string Item = "item", Id = "id", Error = "error", InstructionSet = "instructionSet";

    readonly ParquetSchema _schema = new([
        new DataField<int>(Item), new DataField<string>(Id), .. columns.Select(column => column.Kind == CellKind.Number ? (Field)new DataField<double?>(column.Name) : new DataField<string>(column.Name)),
        new DataField<string>(Error), new DataField<string>(InstructionSet)]);

    /// <summary>The names of all columns.</summary>
    public IEnumerable<string> Names => _schema.DataFields.Select(one => one.Name);

    /// <summary>The file that holds some rows.</summary>
    public byte[] Bytes(IReadOnlyList<ResultRow> rows)
    {
        using MemoryStream content = new();
        Write(content, [rows]);
        return content.ToArray();
    }

    /// <summary>Writes groups of rows.</summary>
    public void Write(Stream output, IEnumerable<IReadOnlyList<ResultRow>> groups) => WriteAsync(output, groups).GetAwaiter().GetResult();

    async Task WriteAsync(Stream output, IEnumerable<IReadOnlyList<ResultRow>> groups)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, output).ConfigureAwait(false);
        foreach (IReadOnlyList<ResultRow> rows in groups)
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            DataField[] fields = _schema.DataFields;
            await group.WriteAsync<int>(fields[0], rows.Select(row => row.Item).ToArray()).ConfigureAwait(false);
            await group.WriteAsync(fields[1], rows.Select(row => row.Id).ToArray()).ConfigureAwait(false);
            for (int n = 0; n < columns.Count; n++)
            {
                int cell = n;
                if (columns[n].Kind == CellKind.Number) await group.WriteAsync<double>(fields[n + 2], rows.Select(row => (double?)row.Cells[cell]).ToArray()).ConfigureAwait(false);
                else await group.WriteAsync(fields[n + 2], rows.Select(row => (string?)row.Cells[cell]).ToArray()!).ConfigureAwait(false);
            }
            await group.WriteAsync(fields[^2], rows.Select(row => row.Error).ToArray()!).ConfigureAwait(false);
            await group.WriteAsync(fields[^1], rows.Select(row => row.InstructionSet).ToArray()).ConfigureAwait(false);
        }
    }

    /// <summary>The rows of a file.</summary>
    public IReadOnlyList<ResultRow> Read(Stream content) => ReadAsync(content).GetAwaiter().GetResult();

    async Task<IReadOnlyList<ResultRow>> ReadAsync(Stream content)
    {
        List<ResultRow> rows = [];
        await using ParquetReader reader = await ParquetReader.CreateAsync(content).ConfigureAwait(false);
        for (int n = 0; n < reader.RowGroupCount; n++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(n);
            int count = (int)group.RowCount;
            int[] items = new int[count];
            await group.ReadAsync<int>(_schema.DataFields[0], items).ConfigureAwait(false);
            string[] ids = await TextsAsync(group, 1, count).ConfigureAwait(false), errors = await TextsAsync(group, _schema.DataFields.Length - 2, count).ConfigureAwait(false), sets = await TextsAsync(group, _schema.DataFields.Length - 1, count).ConfigureAwait(false);
            object?[][] cells = [.. items.Select(_ => new object?[columns.Count])];
            for (int column = 0; column < columns.Count; column++)
            {
                if (columns[column].Kind == CellKind.Number)
                {
                    double?[] numbers = new double?[count];
                    await group.ReadAsync<double>(_schema.DataFields[column + 2], numbers).ConfigureAwait(false);
                    for (int row = 0; row < count; row++) cells[row][column] = numbers[row];
                }
                else
                {
                    string[] texts = await TextsAsync(group, column + 2, count).ConfigureAwait(false);
                    for (int row = 0; row < count; row++) cells[row][column] = texts[row];
                }
            }
            for (int row = 0; row < count; row++) rows.Add(new(items[row], ids[row], cells[row], errors[row], sets[row]));
        }
        return rows;
    }

    async Task<string[]> TextsAsync(ParquetRowGroupReader group, int field, int count)
    {
        string[] texts = new string[count];
        await group.ReadAsync(_schema.DataFields[field], texts).ConfigureAwait(false);
        return texts;
    }

    /// <summary>The items in a file, and which of them have an error.</summary>
    public static IReadOnlyList<(int Item, bool IsBad)> Done(Stream content) => DoneAsync(content).GetAwaiter().GetResult();

    static async Task<IReadOnlyList<(int, bool)>> DoneAsync(Stream content)
    {
        List<(int, bool)> all = [];
        await using ParquetReader reader = await ParquetReader.CreateAsync(content).ConfigureAwait(false);
        DataField item = reader.Schema.DataFields[0], error = reader.Schema.DataFields[^2];
        for (int n = 0; n < reader.RowGroupCount; n++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(n);
            int[] items = new int[(int)group.RowCount];
            string[] errors = new string[items.Length];
            await group.ReadAsync<int>(item, items).ConfigureAwait(false);
            await group.ReadAsync(error, errors).ConfigureAwait(false);
            all.AddRange(items.Zip(errors, (number, text) => (number, text is not null)));
        }
        return all;
    }
}
