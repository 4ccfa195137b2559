"""Readers of published data files; every one takes a path, and no data travel with the package."""

from ntkproofs.datasets.cifar import read_cifar10 as read_cifar10
from ntkproofs.datasets.errors import DataError as DataError
from ntkproofs.datasets.idx import read_idx as read_idx
from ntkproofs.datasets.location import VARIABLE as VARIABLE
from ntkproofs.datasets.location import accept as accept
from ntkproofs.datasets.location import data_path as data_path
from ntkproofs.datasets.location import digest as digest
from ntkproofs.datasets.location import folder as folder
from ntkproofs.datasets.mnist import halved as halved
from ntkproofs.datasets.mnist import read_mnist as read_mnist
from ntkproofs.datasets.streams import FORMATS as FORMATS
from ntkproofs.datasets.streams import StreamFormat as StreamFormat
from ntkproofs.datasets.streams import stream as stream
from ntkproofs.datasets.tables import Table as Table
from ntkproofs.datasets.uci import read_abalone as read_abalone
from ntkproofs.datasets.uci import read_pima as read_pima
from ntkproofs.datasets.uci import read_sonar as read_sonar
from ntkproofs.datasets.uci import read_wdbc as read_wdbc
