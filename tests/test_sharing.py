"""What machines hand each other: seen late, lacking, not to be written."""

import threading
from pathlib import Path

import pytest

from narrate import synthesize
from narrate.audio import read_wav
from narrate.delivery import Job
from narrate.errors import AudioError, NarrateError
from narrate.model import Clip, Kind, Place, Stretch, Utterance, Voice
from narrate.sharing import Absent, SharedFolder, Store, made_by, moved, needed_by
from narrate.synthesize import Recipes, Request

LOW = Voice("low", "tone", {"pitch": 200})


@pytest.fixture
def want(clips: Path) -> Request:
    return Recipes(clips).request("Hello.", LOW, "1.1.1")


@pytest.fixture
def job(want: Request, clips: Path) -> Job:
    said = Utterance(0, 6, "Hello.", Kind.NARRATION, Place(1, 1, 1))
    return Job.of(Stretch(1, (Clip(said, want.path),), (0.5,)), "mp3", clips)


@pytest.fixture
def store(clips: Path, request: pytest.FixtureRequest) -> Store:
    pytest.importorskip("fsspec", reason="an extra: pip install 'narrate[cluster]'")
    return Store(clips, f"memory://{request.node.name}/clips")


def test_a_piece_moves_with_all_its_files(want: Request, job: Job, clips: Path) -> None:
    there = Path("/there")

    assert made_by(moved([want], clips, there)) == (there / want.path.relative_to(clips),)
    assert made_by(moved(job, clips, there)) == (there / job.path.relative_to(clips),)
    assert needed_by(moved(job, clips, there)) == (there / want.path.relative_to(clips),)
    assert moved(moved(job, clips, there), there, clips) == job


def test_a_file_that_is_seen_late_is_waited_for(want: Request, clips: Path) -> None:
    made = threading.Timer(0.2, synthesize.make, [[want]])
    made.start()

    SharedFolder(clips).collect([want])

    assert want.path.exists()
    made.join()


def test_a_file_that_never_comes_is_named(want: Request, clips: Path) -> None:
    with pytest.raises(AudioError, match="another machine made it, and it is not seen here"):
        SharedFolder(clips, patience=0.1).collect([want])


def test_a_store_hands_on_what_was_made_and_tells_what_it_lacks(
    store: Store, want: Request, job: Job, clips: Path
) -> None:
    from narrate import delivery

    with pytest.raises(Absent) as absent:
        store.work(delivery.make, job)
    assert absent.value.names == (want.path.relative_to(clips).as_posix(),)
    with pytest.raises(AudioError, match="cannot read this clip"):
        store.supply(absent.value.names)

    synthesize.make([want])
    store.supply(absent.value.names)
    store.work(delivery.make, job)
    store.collect(job)

    assert job.seconds > 0.5


def test_what_the_store_has_is_not_made_again(store: Store, want: Request) -> None:
    made: list[int] = []

    def make(batch: list[Request]) -> None:
        made.append(len(batch))
        synthesize.make(batch)

    store.work(make, [want])
    store.work(make, [want])
    store.collect([want])

    assert made == [1, 0]
    assert read_wav(want.path).seconds > 0.1


def test_a_store_out_of_reach_is_said_without_the_password(clips: Path) -> None:
    pytest.importorskip("fsspec", reason="an extra: pip install 'narrate[cluster]'")
    with (
        pytest.raises(NarrateError, match=r"^nosuch://host/clips: cannot use this store: Protocol not known: nosuch"),
        Store(clips, "nosuch://me:secret@host/clips").probed(),
    ):
        pass


def test_the_password_of_a_store_is_not_in_what_dask_logs_of_its_work(clips: Path) -> None:
    assert "secret" not in repr(Store(clips, "ftp://me:secret@host/clips"))


def test_whatever_a_store_fails_with_is_said_in_one_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoCredentials(Exception):  # of no kind that others share, as those of the libraries of S3, GCS, SFTP and FTP
        pass

    def refuse(*_: object) -> None:
        raise NoCredentials(f"no account\nfor {store.url}")

    with store._reached() as (files, _):
        monkeypatch.setattr(type(files), "pipe_file", refuse)

    problem = f"{store.url}: cannot use this store: no account for {store.url}"
    with pytest.raises(AudioError, match=f"^{problem}$"), store.probed():
        pass


def test_what_is_damaged_in_a_store_is_no_clip(store: Store, want: Request, job: Job, clips: Path) -> None:
    from narrate import delivery

    name = want.path.relative_to(clips).as_posix()
    synthesize.make([want])
    store._put(name, want.path.read_bytes()[:-100])

    with pytest.raises(Absent):
        store.work(delivery.make, job)
    with pytest.raises(AudioError, match=f"{name} was damaged there, and is removed: run this again"):
        store.collect([want])

    assert not store._holds(name)
    store.work(synthesize.make, [want])
    store.collect([want])
    assert read_wav(want.path).seconds > 0.1


def test_a_probe_leaves_nothing(store: Store, clips: Path) -> None:
    for one in (store, SharedFolder(clips)):
        with one.probed() as probe:
            assert one.unseen(probe) == ""
            assert "another" in one.unseen(".other.probe")
    assert list(clips.iterdir()) == []
    with store._reached() as (files, root):
        assert files.find(root) == []


def test_a_folder_that_is_not_to_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("a file", encoding="utf-8")

    with pytest.raises(AudioError, match="cannot write"), SharedFolder(tmp_path / "clips").probed():
        pass
