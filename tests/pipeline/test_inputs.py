"""Finding files: everything that is there is listed once, in order, with the reason where it is not read."""

import os
import tempfile
from pathlib import Path

import pytest

from pipeline.inputs import InputError, find_files, identify


def put(path, content="Kế hoạch"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def seen(inputs, **options):
    files = find_files(inputs, **options)
    return {file.name: file.problem.kind if file.problem else None for file in files}


def test_a_folder_is_searched_through_and_sorted(tmp_path):
    for name in ("b.txt", "a/z.md", "a.txt", "a/b/c.TXT"):
        put(tmp_path / name)
    assert list(seen([tmp_path])) == ["a.txt", "a/b/c.TXT", "a/z.md", "b.txt"]


def test_a_chosen_file_is_named_by_its_own_name(tmp_path):
    assert seen([put(tmp_path / "plan.odd")]) == {"plan.odd": None}


def test_several_inputs_are_named_from_what_they_have_in_common(tmp_path):
    put(tmp_path / "one" / "plan.txt")
    put(tmp_path / "two" / "plan.txt")
    single = put(tmp_path / "three.txt")
    names = seen([tmp_path / "one", tmp_path / "two", single, single])
    assert names == {"one/plan.txt": None, "three.txt": None, "two/plan.txt": None}


def test_names_are_relative_wherever_one_stands(tmp_path, monkeypatch):
    put(tmp_path / "in" / "plan.txt")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert seen([Path("../in")]) == {"plan.txt": None}


def test_what_is_left_out_is_listed_with_the_reason(tmp_path):
    put(tmp_path / "table.xyz")
    put(tmp_path / ".hidden.txt")
    put(tmp_path / ".git" / "config.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert seen([tmp_path]) == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "pipe.txt": "not_a_file",
        "table.xyz": "unsupported",
    }
    assert all(file.skipped for file in find_files([tmp_path]))


def test_links_to_folders_are_searched_once(tmp_path):
    put(tmp_path / "in" / "z" / "plan.txt")
    put(tmp_path / "outside" / "other.txt")
    (tmp_path / "in" / "a").symlink_to(tmp_path / "in" / "z")
    (tmp_path / "in" / "b").symlink_to(tmp_path / "outside")
    (tmp_path / "in" / "c").symlink_to(tmp_path / "outside")
    assert seen([tmp_path / "in"]) == {
        "a": "link_loop",
        "b/other.txt": None,
        "c": "link_loop",
        "z/plan.txt": None,
    }


@pytest.mark.parametrize("target", [".", "..", "../..", "../../.."])
def test_links_to_a_folder_above_are_not_followed(tmp_path, target):
    put(tmp_path / "a" / "b" / "c" / "plan.txt")
    (tmp_path / "a" / "b" / "c" / "up").symlink_to(target)
    found = find_files([tmp_path / "a" / "b"])
    assert {file.name: file.problem and file.problem.kind for file in found} == {
        "c/plan.txt": None,
        "c/up": "link_loop",
    }


def test_loops_over_several_links_end(tmp_path):
    put(tmp_path / "in" / "plan.txt")
    for here, there in (("one", "two"), ("two", "one")):
        (tmp_path / here).mkdir()
        (tmp_path / here / "on").symlink_to(tmp_path / there)
    (tmp_path / "in" / "link").symlink_to(tmp_path / "one")
    assert seen([tmp_path / "in"]) == {"link/on/on": "link_loop", "plan.txt": None}


def test_links_that_lead_nowhere_fail(tmp_path):
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert seen([tmp_path]) == {"dangling.txt": "missing", "self.txt": "link_loop"}
    assert not any(file.skipped for file in find_files([tmp_path]))


def test_the_output_folder_is_no_input(tmp_path):
    put(tmp_path / "plan.txt")
    put(tmp_path / "tables" / "notes.txt")
    assert seen([tmp_path], leave_out=[tmp_path / "tables"]) == {"plan.txt": None}
    assert seen([tmp_path / "tables"], leave_out=[tmp_path / "tables"]) == {"notes.txt": None}


@pytest.mark.parametrize(
    "name", ["không tên.txt", "ke\u0302\u0301.txt", "two\nlines.txt", "tab\t.txt", "  .txt"]
)
def test_odd_names_are_kept(tmp_path, name):
    assert seen([put(tmp_path / name).parent]) == {name: None}


def test_a_name_that_is_not_text_is_shown_by_its_bytes(tmp_path):
    path = os.fsencode(tmp_path) + b"/plan\xff.txt"
    Path(os.fsdecode(path)).write_text("Kế hoạch", encoding="utf-8")
    assert seen([tmp_path]) == {"plan\\xff.txt": None}
    assert identify(find_files([tmp_path])[0]).doc_id is not None


def test_nothing_to_do_is_an_error(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        find_files([tmp_path / "nowhere"])
    with pytest.raises(InputError, match=r"No file was found in .*\.txt"):
        find_files([tmp_path])


def test_a_document_is_named_by_its_bytes(tmp_path):
    [file] = find_files([put(tmp_path / "plan.txt", "abc")])
    assert identify(file).doc_id == "ba7816bf8f01cfea"
    assert file.byte_size == 3
    assert file.modified_at == file.path.stat().st_mtime_ns // 1000


def test_a_file_that_is_gone_or_empty_is_a_problem(tmp_path):
    put(tmp_path / "empty.txt", "")
    put(tmp_path / "gone.txt")
    files = find_files([tmp_path])
    (tmp_path / "gone.txt").unlink()
    assert [identify(file).problem.kind for file in files] == ["empty", "missing"]
    assert [identify(file).doc_id for file in files] == [None, None]


def test_a_file_too_large_is_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)
    [file] = find_files([path])
    assert identify(file).problem.kind == "too_large"


def test_files_and_folders_without_leave_to_read_are_problems():
    if os.name != "posix":
        pytest.skip("needs POSIX permissions")
    with tempfile.TemporaryDirectory() as folder:
        secret = put(Path(folder) / "secret.txt")
        closed = put(Path(folder) / "closed" / "plan.txt").parent
        Path(folder).chmod(0o755)
        secret.chmod(0)
        closed.chmod(0)
        user = os.geteuid()
        try:
            if user == 0:
                os.seteuid(65534)  # the superuser may read everything
            files = [identify(file) for file in find_files([Path(folder)])]
        finally:
            os.seteuid(user)
            closed.chmod(0o755)
        assert {file.name: file.problem.kind for file in files} == {
            "closed": "unreadable",
            "secret.txt": "unreadable",
        }
